# Saved by Notepad: a byte order mark and carriage returns, which are no mistake.
printf '\357\273\277' > windows
sed 's/$/\r/' renewald.yaml >> windows
mv windows renewald.yaml
