package main

import "syscall"

// networks are the kinds of file systems that lie on another machine, as statfs
// numbers them.
var networks = map[uint32]string{
	0x6969: "NFS", 0xff534d42: "CIFS", 0xfe534d42: "SMB", 0x517b: "SMB", 0x564c: "NCP", 0x5346414f: "AFS", 0x00c36400: "Ceph",
}

// diskUnder is how many bytes are free where a directory lies, -1 if that is not
// known, and the kind of network file system that it lies on, if it does.
func diskUnder(dir string) (free int64, network string) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return -1, ""
	}
	return int64(fs.Bavail) * int64(fs.Bsize), networks[uint32(fs.Type)] //nolint:unconvert // the types differ by architecture
}
