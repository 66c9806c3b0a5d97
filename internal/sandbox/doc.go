// Package sandbox is a simulated Slack workspace: people, channels, the Web
// API, Socket Mode and a control API that plays the people and the faults. It
// stands where Slack stands, so the bot is run against it unchanged, in demos,
// stories and benchmarks. It is written from Slack's protocol with raw JSON and
// shares no code with any Slack client, so that it cannot share their mistakes.
// It listens to loopback only and refuses what Slack refuses.
package sandbox
