"""Django's own database engines, where the register asks more of one."""
