-- An office's own table, for configurations that map one.
CREATE TABLE roster (no INTEGER PRIMARY KEY, name TEXT, mail TEXT, company TEXT, cert TEXT, expires TEXT);
INSERT INTO roster VALUES (1, '张三', 'zhang.san@example.test', '示例化工有限公司', '44010001234', '2027/3/5');
