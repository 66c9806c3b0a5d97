package commands

// nearest returns the word that is the fewest keystrokes from what was typed.
func nearest(typed string, words []string) string {
	best, far := "", -1
	for _, w := range words {
		if d := keystrokes(typed, w); far < 0 || d < far {
			best, far = w, d
		}
	}
	return best
}

// keystrokes counts the letters to add, drop, change or swap with their
// neighbour to get from a to b.
func keystrokes(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := []int(nil), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, make([]int, len(y)+1)
	}
	return last[len(y)]
}
