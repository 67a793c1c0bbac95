"""The public pages: server-rendered, in Chinese and English, every one of them for a day of the reader's choice."""
