"""Evidence by monitoring equipment, without contact (非现场执法). Administrative Penalty Law, art. 41."""
