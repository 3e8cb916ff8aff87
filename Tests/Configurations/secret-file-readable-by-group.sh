chmod 640 hr.secret
