mkdir registry
