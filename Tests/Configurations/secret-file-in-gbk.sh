printf '\303\334\302\353\n' > smtp-password
