printf '编号,姓名\n1,张三\n' > registry.db
