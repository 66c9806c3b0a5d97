package blockkit

// surface is where blocks are shown.
type surface int

const (
	onMessage surface = 1 << iota
	onModal
	onHome
	everywhere = onMessage | onModal | onHome
)

// surfaces has every block and where it may stand. Sources differ on data_table
// in a home tab, so it is refused there; a file block is only ever read.
func surfaces() map[string]surface {
	return map[string]surface{
		"actions":            everywhere,
		"context":            everywhere,
		"divider":            everywhere,
		"header":             everywhere,
		"image":              everywhere,
		"input":              everywhere,
		"rich_text":          everywhere,
		"section":            everywhere,
		"video":              everywhere,
		"container":          everywhere,
		"card":               onMessage | onHome,
		"carousel":           onMessage | onHome,
		"alert":              onModal,
		"context_actions":    onMessage,
		"data_table":         onMessage,
		"data_visualization": onMessage,
		"markdown":           onMessage,
		"plan":               onMessage,
		"table":              onMessage,
		"task_card":          onMessage,
	}
}

// childKinds are the blocks that may stand in a container.
func childKinds() []string {
	return []string{"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video"}
}

// surfaceBlock judges a block at the top level of a message or a view.
func surfaceBlock(c *check, at string, v any) {
	judgeBlock(c, at, v, c.book.surfaces)
}

// childBlock judges a block inside a container.
func childBlock(c *check, at string, v any) {
	judgeBlock(c, at, v, c.book.inside)
}

func judgeBlock(c *check, at string, v any, allowed map[string]surface) {
	kind, ok := typeOf(c, at, v)
	if !ok {
		return
	}
	if allowed[kind]&c.on == 0 {
		c.fault(at+"/type", "unsupported type: %s", kind)
		return
	}
	c.book.blocks[kind].judge(c, at, v)
}
