chmod 644 smtp-password
