"""How much a signature says, and how much of it a reader can hold: ceilings that come down and never go up."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import LAYERS, ROOT, called_name, plant, python_files

ANY_IN_SIGNATURES = 163  # `Any` said in a signature is a promise that nothing judges
MOST_ARGUMENTS = 5  # of one function, self and cls apart
FUNCTIONS_WITH_MORE = 3


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
    """A line for every `Any` in what a function says it takes and gives, also within a quoted annotation."""
    found = []
    for place, node, arguments in functions(root):
        said = [annotation for annotation in (*(each.annotation for each in arguments), node.returns) if annotation]
        for annotation in said:
            if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
                annotation = ast.parse(annotation.value, mode="eval").body
            found += [
                place for part in ast.walk(annotation) if isinstance(part, ast.expr) and called_name(part) == "Any"
            ]
    return found


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
    ],
)
def test_planted_any_in_a_signature_is_found(tmp_path: Path, text: str, times: int) -> None:
    plant(tmp_path, "people/periods.py", text)
    assert len(any_in_signatures(tmp_path)) == times


def test_long_signatures_are_no_more_than_before() -> None:
    found = long_signatures(ROOT)
    assert len(found) <= FUNCTIONS_WITH_MORE, found


def test_a_planted_long_signature_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "people/periods.py", "class Line:\n    def six(self, a, b, /, c, d, *rest, e, f, **more): ...")
    plant(tmp_path, "people/search.py", "class Line:\n    def five(self, a, b, /, c, d, *rest, e, **more): ...")
    assert long_signatures(tmp_path) == ["people/periods.py:2 six takes 6"]
