package browser

import (
	"cmp"
	"image"
	"image/color"
	"slices"
	"testing"
)

// shade is a colour of a picture and how often it occurs.
type shade struct {
	rgb   [3]uint8
	count int
}

// kept is how many of a picture's most frequent colours stay exactly as they
// are: paper, ink, buttons, faces.
const kept = 96

// paletted is the picture in 256 colours, which is plenty for a page: what is
// frequent is kept, the rest is parted by median cut over the colours, not over
// the pixels, so that a small emoji keeps its colours beside much text.
func paletted(from image.Image) *image.Paletted {
	all := shades(from)
	var boxes [][]shade
	for i := range min(kept, len(all)) {
		boxes = append(boxes, all[i:i+1])
	}
	if len(all) > kept {
		boxes = append(boxes, all[kept:])
	}
	for len(boxes) < 256 {
		i, axis := widest(boxes)
		if i < 0 {
			break
		}
		box := boxes[i]
		slices.SortFunc(box, func(a, b shade) int { return cmp.Compare(a.rgb[axis], b.rgb[axis]) })
		half := len(box) / 2
		boxes[i] = box[:half]
		boxes = append(boxes, box[half:])
	}
	var colours color.Palette
	index := map[[3]uint8]uint8{}
	for i, box := range boxes {
		colours = append(colours, mean(box))
		for _, s := range box {
			index[s.rgb] = uint8(i)
		}
	}
	out := image.NewPaletted(from.Bounds(), colours)
	each(from, func(x, y int, rgb [3]uint8) { out.SetColorIndex(x, y, index[rgb]) })
	return out
}

func each(from image.Image, do func(x, y int, rgb [3]uint8)) {
	b := from.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			c := color.RGBAModel.Convert(from.At(x, y)).(color.RGBA)
			do(x, y, [3]uint8{c.R, c.G, c.B})
		}
	}
}

// shades are the colours of a picture, the most frequent first.
func shades(from image.Image) []shade {
	count := map[[3]uint8]int{}
	each(from, func(_, _ int, rgb [3]uint8) { count[rgb]++ })
	var all []shade
	for rgb, n := range count {
		all = append(all, shade{rgb, n})
	}
	slices.SortFunc(all, func(a, b shade) int {
		return cmp.Or(cmp.Compare(b.count, a.count), slices.Compare(a.rgb[:], b.rgb[:]))
	})
	return all
}

// widest is the box, and its axis, that gains most from being cut; -1 if none
// can be.
func widest(boxes [][]shade) (at, axis int) {
	at, best := -1, 0
	for i, box := range boxes {
		for a := range 3 {
			low, high := uint8(255), uint8(0)
			for _, s := range box {
				low, high = min(low, s.rgb[a]), max(high, s.rgb[a])
			}
			if gain := int(high-low) * len(box); len(box) > 1 && high > low && gain > best {
				at, axis, best = i, a, gain
			}
		}
	}
	return at, axis
}

// mean is the colour that stands for a box.
func mean(box []shade) color.Color {
	var sum [3]int
	total := 0
	for _, s := range box {
		for i := range sum {
			sum[i] += int(s.rgb[i]) * s.count
		}
		total += s.count
	}
	return color.RGBA{uint8(sum[0] / total), uint8(sum[1] / total), uint8(sum[2] / total), 255}
}

func TestAPaletteKeepsFewColoursAsTheyAre(t *testing.T) {
	t.Parallel()
	from := image.NewRGBA(image.Rect(0, 0, 40, 5))
	for i := range 200 {
		from.SetRGBA(i%40, i/40, color.RGBA{uint8(i), uint8(3 * i), 40, 255})
	}
	got := paletted(from)
	for i := range 200 {
		if got.At(i%40, i/40) != color.Color(from.RGBAAt(i%40, i/40)) {
			t.Fatalf("pixel %d is %v, was %v", i, got.At(i%40, i/40), from.RGBAAt(i%40, i/40))
		}
	}
}

func TestAPaletteHasNoMoreThan256ColoursAndStaysClose(t *testing.T) {
	t.Parallel()
	from := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range 64 * 64 {
		from.SetRGBA(i%64, i/64, color.RGBA{uint8(i % 64 * 4), uint8(i / 64 * 4), 128, 255})
	}
	got := paletted(from)
	if n := len(got.Palette); n > 256 {
		t.Fatalf("%d colours", n)
	}
	each(from, func(x, y int, rgb [3]uint8) {
		is := got.At(x, y).(color.RGBA)
		if d := max(apart(is.R, rgb[0]), apart(is.G, rgb[1]), apart(is.B, rgb[2])); d > 24 {
			t.Fatalf("at %d,%d the colour is %d off", x, y, d)
		}
	})
}

func apart(a, b uint8) int { return int(max(a, b)) - int(min(a, b)) }
