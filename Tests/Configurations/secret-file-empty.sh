: > smtp-password
