printf 'whsec_aHVudGVyMg==\n' > hr.secret
