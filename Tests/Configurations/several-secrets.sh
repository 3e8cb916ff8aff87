chmod 644 hr.secret
