"""Electronic monitoring equipment: its register, its two reviews, its publication (电子技术监控设备)."""
