// SPDX-License-Identifier: GPL-2.0-only
// Whoever runs the operating system uses the UART: it is not to be touched.
[0004]		Signature : "STAO"
[0004]		Table Length : 00000000
[0001]		Revision : 01
[0001]		Checksum : 00
[0006]		Oem ID : "PVH"
[0008]		Oem Table ID : "STAO"
[0004]		Oem Revision : 00000001
[0004]		Asl Compiler ID : "INTL"
[0004]		Asl Compiler Revision : 00000001

[0001]		Ignore UART : 01
