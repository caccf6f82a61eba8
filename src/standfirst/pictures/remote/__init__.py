"""Pictures that lie on other servers: asked for once, kept in a store."""
