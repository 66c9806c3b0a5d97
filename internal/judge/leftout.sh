# Sourced by run.sh: what the recordings in a folder lack.

# left_out names whose messages were not recorded. A recording bears the name of the program that held the workspace:
# the built program does so for the browser tests alone, and they skip themselves where there is no browser.
left_out() { # folder
  compgen -G "$1/leadpact-*.jsonl" >/dev/null || echo "left out: what the browser tests send, as they found no browser (CHROME names one)"
}
