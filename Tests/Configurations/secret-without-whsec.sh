printf 'correct horse battery staple\n' > hr.secret
