printf '姓名\n' > 登记表.csv
