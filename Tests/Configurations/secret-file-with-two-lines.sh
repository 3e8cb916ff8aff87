printf 'old password\nnew password\n' > smtp-password
