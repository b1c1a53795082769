# SPDX-License-Identifier: GPL-2.0-only
# The picture of scripts/bench/ways, which sets data, picture and base. The data
# have a line for each way from bottom to top: the name, three phases in millions of
# instructions, and the same in seconds.
set terminal svg size 960,480 font 'sans-serif,13' background 'white'
set output picture
set multiplot title 'Linux '.base.' under QEMU, from its entry to start\_kernel'

# Before there are ranges, which would leave out what lies beyond.
stats data using (column(2) + column(3) + column(4)) name 'M' nooutput
stats data using (column(5) + column(6) + column(7)) name 'S' nooutput

set style fill solid border lc 'white'
set yrange [-0.6:5.6]
set ytics nomirror scale 0 ('unmodified vmlinux' 0, 'vmlinux, nokaslr' 1, 'vmlinux' 2, 'pvhwrap --direct' 3, 'bzImage, SeaBIOS' 4, 'wrapped bzImage' 5)
set xtics nomirror
set grid xtics
set border 1
set tmargin at screen 0.88
set bmargin at screen 0.32

# Bars from left to right, each phase behind the one before.
do for [panel = 0:1] {
	c = 2 + 3 * panel
	set xlabel (panel ? 'seconds of software emulation' : 'million instructions')
	set lmargin at screen (panel ? 0.60 : 0.15)
	set rmargin at screen (panel ? 0.97 : 0.55)
	if (panel) { unset key; unset ytics } else { set key at screen 0.75,0.04 right bottom horizontal samplen 1 width 2 }
	set xrange [0:(panel ? S_max : M_max) * 1.25]
	plot data using (0.0):0:(0.0):(column(c)):($0 - 0.3):($0 + 0.3) with boxxyerror lc '#d95f02' title 'entry', \
	     data using (0.0):0:(column(c)):(column(c) + column(c + 1)):($0 - 0.3):($0 + 0.3) with boxxyerror lc '#7570b3' title 'unpacking', \
	     data using (0.0):0:(column(c) + column(c + 1)):(column(c) + column(c + 1) + column(c + 2)):($0 - 0.3):($0 + 0.3) with boxxyerror lc '#1b9e77' title 'startup\_64 to start\_kernel', \
	     data using (column(c) + column(c + 1) + column(c + 2)):0:(sprintf(panel ? ' %.4f' : ' %.1f', column(c) + column(c + 1) + column(c + 2))) with labels left notitle
}
unset multiplot
