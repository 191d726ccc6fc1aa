"""Administration (系统管理): the registers of users, roles, grants, tokens, organisations and teams."""
