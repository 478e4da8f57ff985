"""The records of a zip file, and the bytes that each begins with."""

import struct

LOCAL, LOCAL_START = struct.Struct("<4s5H3L2H"), b"PK\x03\x04"
CENTRAL, CENTRAL_START = struct.Struct("<4s6H3L5H2L"), b"PK\x01\x02"
END, END_START = struct.Struct("<4s4H2LH"), b"PK\x05\x06"
END_64, END_64_START = struct.Struct("<4sQ2H2L4Q"), b"PK\x06\x06"
END_64_PLACE, END_64_PLACE_START = struct.Struct("<4sLQL"), b"PK\x06\x07"
UTF8_NAME, STORED, DEFLATED = 0x800, 0, 8
IN_64_BITS = 0xFFFF_FFFF
"""Stands where a number has more than 32 bits and is told in another record."""
