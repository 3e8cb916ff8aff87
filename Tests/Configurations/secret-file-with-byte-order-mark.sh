# Saved by Notepad.
printf '\357\273\277correct horse\r\n' > smtp-password
