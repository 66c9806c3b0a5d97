# Sourced by slackcheck.sh: which golden file holds what. The name tells.

messages=() homes=() modals=() acks=0

# golden sorts a folder's files into those four; the window that an ack holds is put into a folder of its own.
golden() { # folder scratch
  local file name
  for file in "$1"/*.json; do
    name=${file##*/}
    case $name in
      home_*) homes+=("$file") ;;
      modal_*) modals+=("$file") ;;
      ack_*)
        if node -e 'const v = JSON.parse(fs.readFileSync(process.argv[1])).view; if (!v) process.exit(1); fs.writeFileSync(process.argv[2], JSON.stringify(v))' \
          "$file" "$2/$name"; then modals+=("$2/$name"); else acks=$((acks + 1)); fi
        ;;
      *) messages+=("$file") ;;
    esac
  done
}

# lacking names each kind of which there is none: a judge that was shown nothing has judged nothing.
lacking() {
  ((${#messages[@]} > 0)) || echo "message"
  ((${#homes[@]} > 0)) || echo "home tab"
  ((${#modals[@]} > 0)) || echo "window"
}
