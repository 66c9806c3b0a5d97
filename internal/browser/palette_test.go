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

// paletted is the picture in 256 colours, which is plenty for a page: median
// cut over the colours, not over the pixels, so that an emoji keeps its colours
// beside a million pixels of paper.
func paletted(from image.Image) *image.Paletted {
	boxes := [][]shade{shades(from)}
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

func shades(from image.Image) []shade {
	count := map[[3]uint8]int{}
	each(from, func(_, _ int, rgb [3]uint8) { count[rgb]++ })
	var all []shade
	for rgb, n := range count {
		all = append(all, shade{rgb, n})
	}
	slices.SortFunc(all, func(a, b shade) int { return slices.Compare(a.rgb[:], b.rgb[:]) })
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

// mean is the colour of a box: that of its most frequent shade where one rules,
// so that paper stays exactly paper.
func mean(box []shade) color.Color {
	var sum [3]int
	total, top := 0, box[0]
	for _, s := range box {
		for i := range sum {
			sum[i] += int(s.rgb[i]) * s.count
		}
		total += s.count
		if s.count > top.count {
			top = s
		}
	}
	if 2*top.count > total {
		return color.RGBA{top.rgb[0], top.rgb[1], top.rgb[2], 255}
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
		if d := max(apart(is.R, rgb[0]), apart(is.G, rgb[1]), apart(is.B, rgb[2])); d > 16 {
			t.Fatalf("at %d,%d the colour is %d off", x, y, d)
		}
	})
}

func apart(a, b uint8) int { return int(max(a, b)) - int(min(a, b)) }
