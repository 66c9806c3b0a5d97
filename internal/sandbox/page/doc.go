// Package page is the browser page of the simulated workspace: plain HTML, CSS
// and JavaScript modules, embedded in the binary and served without any build
// step. The page is a client of the workspace's control API like any test is; this
// package only hands out its files, under a Content-Security-Policy that lets
// nothing in from elsewhere.
package page
