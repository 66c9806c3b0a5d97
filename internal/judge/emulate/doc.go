// Package emulate lets the bot live on `emulate`, a Slack Web API that somebody
// else wrote, which refuses every call whose scope a token lacks. Its checks are
// tests: the built program serves over signed HTTP, a harness clicks and types
// as Slack would, and looks at what stands in the channel. `make judge` runs
// them; without the folder of npm packages that it prepares they are skipped.
package emulate
