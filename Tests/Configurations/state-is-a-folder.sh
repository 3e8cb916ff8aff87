mkdir state
