chmod 666 renewald.yaml
