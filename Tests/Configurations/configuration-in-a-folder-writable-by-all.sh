chmod 777 .
