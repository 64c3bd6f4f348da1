"""Just enough JSON Schema to hold an output against etc/schema, without a package for it."""

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "integer": int, "number": (int, float)}


def resolved(schema, root):
    while "$ref" in schema:
        place = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            place = place[part]
        schema = place
    return schema


def fits(value, name):
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, TYPES[name])


def findings(value, schema, root, path="$"):
    """Returns one sentence for each place where the value is not as the schema says."""
    schema = resolved(schema, root)
    if "oneOf" in schema:
        tried = [findings(value, one, root, path) for one in schema["oneOf"]]
        return [] if any(not found for found in tried) else tried[0]
    names = schema.get("type", [])
    names = [names] if isinstance(names, str) else names
    if names and not any(fits(value, name) for name in names):
        return [f"{path}: {value!r} is no {names}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r} is none of {schema['enum']}"]
    found = []
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{path}: {key} is missing" for key in schema.get("required", [])
                  if key not in value]
        for key, inner in value.items():
            if key in known:
                found += findings(inner, known[key], root, f"{path}.{key}")
            elif schema.get("additionalProperties", True) is False:
                found.append(f"{path}: {key} is no field")
    if isinstance(value, list) and "items" in schema:
        for number, inner in enumerate(value):
            found += findings(inner, schema["items"], root, f"{path}[{number}]")
    return found
