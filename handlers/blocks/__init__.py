"""Values turned into Block Kit. Pure: nothing here opens, asks or sends anything."""
