# Sourced by the judges' scripts: what a failed npm ci means.

# unreached says, by npm's log, whether the registry was out of reach, which is a reason to skip a judge and no fault of
# the change that is judged. It returns what the judge then exits with.
unreached() { # log
  if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|npm error code E(429|5[0-9][0-9])' "$1"; then
    echo "skipped: npm's registry was out of reach, twice"
    return 77
  fi
  echo "failed: npm could not install what the judge needs"
  return 1
}
