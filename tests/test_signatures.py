"""How much a signature says, and how much of it a reader can hold: ceilings that come down and never go up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import LAYERS, ROOT, plant, python_files

ANY_IN_SIGNATURES = 30  # `Any` said in a signature is a promise that nothing judges
MOST_ARGUMENTS = 5  # of one function, self and cls apart
FUNCTIONS_WITH_MORE = 0


def functions(root: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, list[ast.arg]]]:
    """Every function of the project: where it stands, itself, its arguments; those of * and ** come last."""
    for path in python_files(root, *LAYERS):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                of = node.args
                rest = [each for each in (of.vararg, of.kwarg) if each is not None]
                place = f"{path.relative_to(root).as_posix()}:{node.lineno}"
                yield place, node, [*of.posonlyargs, *of.args, *of.kwonlyargs, *rest]


def any_in_signatures(root: Path) -> list[str]:
    """A line for every `Any` in what a function says it takes and gives, also within a quoted annotation.

    A name given to a type that says `Any`, `Values = dict[str, Any]`, is `Any` wherever it stands.
    """
    hidden = names_for_any(root)
    found = []
    for place, node, arguments in functions(root):
        names = hidden[place.partition(":")[0]] | {"Any"}
        said = [annotation for annotation in (*(each.annotation for each in arguments), node.returns) if annotation]
        for annotation in said:
            if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
                annotation = ast.parse(annotation.value, mode="eval").body
            found += [place for part in named_types(annotation) if part in names]
    return found


def named_types(annotation: ast.AST) -> Iterator[str]:
    """Every name that a type is made of; of `typing.Any` the last part, of `kind.Values` both and the whole."""
    for part in ast.walk(annotation):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield "Any" if part.attr == "Any" else ast.unparse(part)


def names_for_any(root: Path) -> dict[str, set[str]]:
    """By file, the names that stand for a type with `Any`: given there, or imported from where they are given."""
    trees = {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in python_files(root, *LAYERS)
    }
    names: dict[str, set[str]] = {file: set() for file in trees}
    modules = {file.removesuffix(".py").removesuffix("/__init__").replace("/", "."): file for file in trees}
    grown = True
    while grown:  # one name may stand for another
        grown = False
        for file, tree in trees.items():
            more = {*given_to_any(tree, names[file]), *imported_names(tree, names, modules)} - names[file]
            names[file] |= more
            grown = grown or bool(more)
    return names


def given_to_any(tree: ast.Module, known: set[str]) -> Iterator[str]:
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", getattr(node, "name", ""))
        if isinstance(node, ast.Assign | ast.AnnAssign) or type(node).__name__ == "TypeAlias":
            value = node.value
            if isinstance(target, ast.Name) and value and {"Any", *known} & {*named_types(value)}:
                yield target.id


def imported_names(tree: ast.Module, names: dict[str, set[str]], modules: dict[str, str]) -> Iterator[str]:
    """The names a file takes over by `from a import B`, and those it may say as `b.B` after `from a import b`."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                called = alias.asname or alias.name
                if alias.name in names.get(modules.get(node.module, ""), ()):
                    yield called
                within = names.get(modules.get(f"{node.module}.{alias.name}", ""), ())
                yield from (f"{called}.{name}" for name in within if "." not in name)


def long_signatures(root: Path) -> list[str]:
    """Functions with more arguments than a reader keeps apart; what * and ** pass on counts as nothing."""
    found = []
    for place, node, arguments in functions(root):
        own = [each for each in arguments if each not in (node.args.vararg, node.args.kwarg)]
        count = len([each for each in own if each.arg not in {"self", "cls"}])
        if count > MOST_ARGUMENTS:
            found.append(f"{place} {node.name} takes {count}")
    return found


def test_signatures_say_any_no_more_often_than_before() -> None:
    found = any_in_signatures(ROOT)
    assert len(found) <= ANY_IN_SIGNATURES, found


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("def at(day: Any) -> None: ...", 1),
        ("async def at(*days: Any, **more: typing.Any) -> None: ...", 2),
        ("def rows() -> QuerySet[Any]: ...", 1),
        ("class Row:\n    def told(self, *, by: 'Mapping[str, Any]') -> dict[str, Any]: ...", 2),
        ("def at(day: object) -> None:\n    row: Any = day", 0),
        ("Row = Mapping[str, Any]", 0),
        ("Row = Mapping[str, Any]\ndef told(row: Row) -> 'list[Row]': ...", 2),
    ],
)
def test_planted_any_in_a_signature_is_found(tmp_path: Path, text: str, times: int) -> None:
    plant(tmp_path, "people/periods.py", text)
    assert len(any_in_signatures(tmp_path)) == times


def test_a_name_for_any_is_any_also_where_it_is_imported(tmp_path: Path) -> None:
    plant(tmp_path, "people/values.py", "Values = dict[str, Any]\nLines = Sequence[Values]\nDays = dict[str, date]")
    plant(tmp_path, "people/here.py", "from people.values import Days, Lines as Rows\ndef at(day: Days) -> Rows: ...")
    plant(tmp_path, "people/there.py", "from people import values\ndef at(day: values.Days) -> values.Values: ...")
    plant(tmp_path, "people/away.py", "class Values: ...\ndef at(day: Values) -> None: ...")
    assert any_in_signatures(tmp_path) == ["people/here.py:2", "people/there.py:2"]


def test_long_signatures_are_no_more_than_before() -> None:
    found = long_signatures(ROOT)
    assert len(found) <= FUNCTIONS_WITH_MORE, found


def test_a_planted_long_signature_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "people/periods.py", "class Line:\n    def six(self, a, b, /, c, d, *rest, e, f, **more): ...")
    plant(tmp_path, "people/search.py", "class Line:\n    def five(self, a, b, /, c, d, *rest, e, **more): ...")
    assert long_signatures(tmp_path) == ["people/periods.py:2 six takes 6"]
