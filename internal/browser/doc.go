// Package browser holds the tests that drive the sandbox's page in a real
// browser, as a person would: by mouse, by keyboard, on a phone, in the dark.
// They run the built program, find things by role and accessible name, and
// take the pictures of the documentation. All of it is in test files, so that
// the program never links a browser driver.
package browser
