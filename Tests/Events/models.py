"""Makes Python models of the strict schema with datamodel-code-generator: they can be imported, and have a class for
each kind, which reads the example of that kind."""

import importlib.util
import pathlib
import py_compile
import subprocess
import sys
import tempfile

import schemas

strict = schemas.Strict()
with tempfile.TemporaryDirectory() as directory:
    file = pathlib.Path(directory) / "renewald_events.py"
    subprocess.run(
        [
            sys.executable, "-W", "ignore", "-m", "datamodel_code_generator",
            "--input", schemas.DOCUMENTATION / "event.strict.schema.json", "--input-file-type", "jsonschema",
            "--output", file, "--output-model-type", "pydantic_v2.BaseModel", "--use-annotated",
            "--collapse-root-models", "--formatters", "builtin",
        ],
        check=True,
    )
    py_compile.compile(str(file), doraise=True)
    spec = importlib.util.spec_from_file_location("renewald_events", file)
    models = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = models
    spec.loader.exec_module(models)

classes = set()
for kind, (example,) in strict.examples.items():
    found = type(models.RenewaldEvent.model_validate(example).root)
    wanted = "".join(word.capitalize() for word in kind.replace(".", "_").split("_"))
    if found.__name__ != wanted:
        sys.exit(f"{kind} is read as {found.__name__}")
    classes.add(found)
print(f"{len(classes)} classes")
