"""The house rules a machine can judge: which way the arrows point, how long a file is, where the clock is read."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.test.utils import isolate_apps

from orders.notices.vocabulary import ROWS
from people.models import Body

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("people", "orders", "registry")  # from the ground up; an arrow may point down or stay where it is
# The packages of orders/, from the ground up: an arrow between two of them points down.
PACKAGES = (
    "notices",
    "sources",
    "models",
    "office",
    "tenures",
    "entering",
    "reorganising",
    "identity",
    "changing",
    "checks",
    "steps",
    "admin",
)
# What the reader of notices may read outside of orders/notices: tables of words, without Django.
SHARED_TABLES = ("people.characters", "people.surnames", "people.title_words")
LOOSE = {"__init__.py", "apps.py"}  # what may stand at the top of orders/ beside the packages
CLOCKS = {"today", "now", "localdate", "localtime", "utcnow"}


def points_up(source: str, target: str) -> bool:
    return source in LAYERS and target in LAYERS and LAYERS.index(target) > LAYERS.index(source)


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((root / folder).rglob("*.py"))


def imported_modules(path: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of every module a file imports, wherever in the file, relative names resolved."""
    package = path.relative_to(root).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}".lstrip(".")) for alias in node.names)
        elif isinstance(node, ast.Call) and called_name(node) in {"import_module", "__import__", "get_model"}:
            names = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield from ((node.lineno, name) for name in names[:1] if isinstance(name, str))


def called_name(node: ast.expr) -> str:
    """The last part of what is called or named: `today` for `timezone.today()`, empty for anything unnamed."""
    if isinstance(node, ast.Call):
        return called_name(node.func)
    return getattr(node, "attr", getattr(node, "id", ""))


def upward_imports(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root).as_posix()}:{line} imports {module}"
        for path in python_files(root, *LAYERS)
        for line, module in imported_modules(path, root)
        if points_up(path.relative_to(root).parts[0], module.split(".")[0])
    ]


def upward_relations(all_models: Iterable[type[models.Model]]) -> list[str]:
    return [
        f"{model.__name__}.{field.name} points to {field.related_model.__name__}"
        for model in all_models
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if isinstance(field.related_model, type)
        and points_up(model._meta.app_label, field.related_model._meta.app_label)
    ]


def sql_elsewhere(root: Path, all_models: Iterable[type[models.Model]]) -> list[str]:
    """Strings that name a table of this project, and raw SQL, outside of the folder in which the model stands."""
    folders = {
        model._meta.db_table: "/".join(model.__module__.split(".")[:-1])
        for model in all_models
        if model._meta.app_label in LAYERS
    }
    named = re.compile(rf"\b(?:{'|'.join(folders)})\b")
    found = []
    for path in python_files(root, *LAYERS):
        folder = path.relative_to(root).parent.as_posix()
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                tables = {table for table in named.findall(node.value) if folders[table] != folder}
                found += [f"{folder}/{path.name}:{node.lineno} names {table}" for table in sorted(tables)]
        if folder not in folders.values():
            raw = [line for line, module in imported_modules(path, root) if module.split(".")[-1] == "RawSQL"]
            found += [f"{folder}/{path.name}:{line} is raw SQL" for line in raw]
    return found


def said_twice(root: Path) -> list[str]:
    """Constants and types that two modules define, each for itself, under one name with one value.

    Another name for what a module imports is no second definition; nor is Django's `register`.
    """
    places = defaultdict(list)
    for path in python_files(root, *LAYERS):
        if "migrations" in path.parts:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign) or isinstance(node.value, ast.Name | ast.Attribute):
                continue
            for target in node.targets:
                if isinstance(target, ast.Name) and not target.id.startswith("_") and target.id != "register":
                    places[target.id, ast.dump(node.value)].append(path.relative_to(root).as_posix())
    return [f"{name} in {' and '.join(files)}" for (name, _), files in sorted(places.items()) if len(files) > 1]


def clocks_in_defaults(root: Path) -> list[str]:
    """Parameters and fields whose default is a day read from the clock; when a row was written is no such day."""
    found = []
    for path in python_files(root, *LAYERS):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                defaults = [*node.args.defaults, *node.args.kw_defaults]
                clocks = [value for value in defaults if isinstance(value, ast.Call) and called_name(value) in CLOCKS]
            elif isinstance(node, ast.Call) and called_name(node) == "DateField":
                clocks = [
                    word.value
                    for word in node.keywords
                    if word.arg in {"auto_now", "auto_now_add"} or called_name(word.value) in CLOCKS
                ]
            else:
                continue
            found += [f"{path.relative_to(root).as_posix()}:{clock.lineno}" for clock in clocks]
    return found


def plant(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def test_imports_point_from_registry_to_orders_to_people() -> None:
    assert upward_imports(ROOT) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people/models/bodies.py", "from orders.models import Order"),
        ("people/periods.py", "import orders.tenures.projection"),
        ("people/search.py", "def holders():\n    from orders.models import Tenure\n    return Tenure"),
        ("people/search.py", "if TYPE_CHECKING:\n    import registry"),
        ("people/models/bodies.py", "from ...orders import models"),
        ("people/models/bodies.py", "from ... import orders"),
        ("orders/steps/review.py", "from registry.timeline import spells"),
        ("orders/steps/review.py", 'importlib.import_module("registry.timeline")'),
        ("people/search.py", 'apps.get_model("orders.Tenure")'),
    ],
)
def test_a_planted_upward_import_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert len(upward_imports(tmp_path)) == 1


def test_an_import_downward_or_within_is_allowed(tmp_path: Path) -> None:
    plant(tmp_path, "registry/chart.py", "from orders.models import Tenure\nfrom people.models import Body")
    plant(
        tmp_path,
        "orders/steps/review.py",
        "from orders import checks\nfrom .checks import blocking\nimport people.periods",
    )
    assert upward_imports(tmp_path) == []


def impure_imports(root: Path) -> list[str]:
    """What the reader of notices imports beyond itself and the tables it shares, and what these import at all."""
    found = []
    tables = [root / f"{module.replace('.', '/')}.py" for module in SHARED_TABLES]
    for path in [*python_files(root, "orders/notices"), *(table for table in tables if table.exists())]:
        allowed = () if path in tables else ("orders.notices.", *(f"{name}." for name in SHARED_TABLES))
        for line, module in imported_modules(path, root):
            if module.split(".")[0] in {"django", *LAYERS} and not f"{module}.".startswith(allowed):
                found.append(f"{path.relative_to(root).as_posix()}:{line} imports {module}")
    return found


def test_notices_are_read_without_django_and_without_the_rest_of_the_project() -> None:
    assert impure_imports(ROOT) == []
    loaded = "import sys, orders.notices; print(sorted(m for m in sys.modules if m.split('.')[0] == 'django'))"
    answer = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("orders/notices/names.py", "from people.pinyin import romanised"),
        ("orders/notices/posts.py", "from people.titles import class_of"),
        ("orders/notices/posts.py", "from people import models"),
        ("orders/notices/parse.py", "from django.utils.translation import gettext"),
        ("people/surnames.py", "from people.models import Official"),
        ("people/title_words.py", "from orders.notices.vocabulary import any_of"),
    ],
)
def test_a_planted_import_into_the_reader_is_found(tmp_path: Path, name: str, text: str) -> None:
    plant(tmp_path, name, text)
    assert len(impure_imports(tmp_path)) == 1


def test_the_reader_may_import_the_tables_of_surnames_and_title_words(tmp_path: Path) -> None:
    plant(
        tmp_path, "orders/notices/names.py", "from people.surnames import SINGLE\nfrom orders.notices.text import Words"
    )
    assert impure_imports(tmp_path) == []


def verb_words_listed_again(root: Path) -> list[str]:
    """Strings outside of the vocabulary that list two or more of its words as alternatives: a second table."""
    telling = {word.word for row in ROWS for word in row.words if not word.everyday}
    found = []
    for path in python_files(root, *LAYERS):
        if path.name == "vocabulary.py" or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if len(telling & set(re.split(r"[|()?:]+", said))) > 1:
                found.append(f"{path.relative_to(root).as_posix()}:{node.lineno}")
    return found


def test_verb_words_are_listed_in_the_vocabulary_alone() -> None:
    assert verb_words_listed_again(ROOT) == []


def test_a_planted_list_of_verb_words_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "orders/notices/frame.py", '_WORDS = re.compile("决定|(?:任命|解聘)")')
    plant(tmp_path, "orders/notices/body.py", 'def read():\n    """任命 and 免去 are told apart."""')
    assert verb_words_listed_again(tmp_path) == ["orders/notices/frame.py:1"]


def test_foreign_keys_point_from_registry_to_orders_to_people() -> None:
    assert upward_relations(apps.get_models()) == []


@isolate_apps("people", "orders")
def test_a_planted_upward_foreign_key_is_found() -> None:
    class Decision(models.Model):
        class Meta:
            app_label = "orders"

    class Post(models.Model):
        decided_by = models.ForeignKey(Decision, models.PROTECT)
        mentioned_in = models.ManyToManyField(Decision, related_name="+")

        class Meta:
            app_label = "people"

    class Note(models.Model):
        post = models.ForeignKey(Post, models.PROTECT)
        by = models.ForeignKey(User, models.PROTECT, related_name="+")
        body = models.OneToOneField(Body, models.PROTECT, related_name="+")

        class Meta:
            app_label = "orders"

    assert upward_relations([Decision, Post, Note]) == [
        "Post.decided_by points to Decision",
        "Post.mentioned_in points to Decision",
    ]


def test_migrations_depend_from_registry_to_orders_to_people() -> None:
    upward = [
        f"{app}.{name} depends on {dependency}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        for dependency, _name in [*migration.dependencies, *((later, "") for later, _before in migration.run_before)]
        if points_up(app, dependency)
    ]
    assert upward == []


def upward_packages(root: Path) -> list[str]:
    """Imports between the packages of orders/ that point up; management/ and templatetags/ stand above all."""
    found = []
    for path in python_files(root, *(f"orders/{package}" for package in PACKAGES)):
        source = path.relative_to(root / "orders").parts[0]
        for line, module in imported_modules(path, root):
            parts = module.split(".")
            packages = PACKAGES if parts[0] == "orders" else ()
            if len(parts) > 1 and parts[1] in packages and packages.index(parts[1]) > packages.index(source):
                found.append(f"{path.relative_to(root).as_posix()}:{line} imports {module}")
    return found


def test_the_packages_of_orders_follow_the_way_of_a_notice() -> None:
    assert upward_packages(ROOT) == []
    packages = {path.name for path in (ROOT / "orders").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert packages == {*PACKAGES, "management", "migrations", "static", "templates", "templatetags"}


def test_a_planted_arrow_between_packages_that_points_up_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "orders/tenures/fold.py", "from orders.steps.review import publish")
    plant(tmp_path, "orders/steps/review.py", "from orders.tenures import fold")
    assert upward_packages(tmp_path) == ["orders/tenures/fold.py:1 imports orders.steps.review.publish"]


def test_no_module_stands_loose_at_the_top_of_orders() -> None:
    assert {path.name for path in (ROOT / "orders").glob("*.py")} == LOOSE


def test_sql_stands_beside_the_model_of_the_table_it_names() -> None:
    assert sql_elsewhere(ROOT, apps.get_models()) == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("registry/chart.py", 'SQL = "SELECT id FROM people_body b"', "names people_body"),
        ("people/periods.py", 'f"{start} JOIN people_body b ON b.id = {old}"', "names people_body"),
        ("orders/models/tenures.py", 'sql = """\n  DELETE FROM people_body\n"""', "names people_body"),
        ("orders/entering/taking_in.py", 'held = "orders_order.series_id" in str(conflict)', "names orders_order"),
        ("registry/chart.py", "from django.db.models.expressions import RawSQL", "is raw SQL"),
    ],
)
def test_planted_sql_away_from_its_model_is_found(tmp_path: Path, name: str, text: str, fault: str) -> None:
    plant(tmp_path, name, text)
    assert sql_elsewhere(tmp_path, apps.get_models()) == [f"{name}:1 {fault}"]


def test_sql_beside_its_model_and_names_that_only_begin_like_a_table_are_no_fault(tmp_path: Path) -> None:
    plant(tmp_path, "people/models/walks.py", 'from django.db.models.expressions import RawSQL\nSQL = "people_body"')
    plant(tmp_path, "orders/admin/body/bodies.py", 'reverse("admin:people_body_change")')
    plant(tmp_path, "people/migrations/0001_initial.py", 'SQL = "people_body"')
    assert sql_elsewhere(tmp_path, apps.get_models()) == []


def test_what_two_modules_need_is_defined_in_one() -> None:
    assert said_twice(ROOT) == []


def test_a_planted_second_definition_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "orders/reorganising/record.py", "OPEN = (State.PROPOSED, State.PREPARED)\nState = Kind\n_A = 1")
    plant(
        tmp_path,
        "orders/admin/reorganisation/admin.py",
        "OPEN = (State.PROPOSED, State.PREPARED)\nState = Kind\n_A = 1",
    )
    plant(tmp_path, "registry/coverage.py", "OPEN = (State.PROPOSED,)")
    assert said_twice(tmp_path) == ["OPEN in orders/admin/reorganisation/admin.py and orders/reorganising/record.py"]


def test_no_default_reads_the_clock() -> None:
    assert clocks_in_defaults(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "def at(day=date.today()): ...",
        "def at(*, day=timezone.localdate()): ...",
        "began_on = models.DateField(default=date.today)",
        "began_on = models.DateField(auto_now_add=True)",
    ],
)
def test_a_planted_clock_in_a_default_is_found(tmp_path: Path, text: str) -> None:
    plant(tmp_path, "people/periods.py", text)
    assert clocks_in_defaults(tmp_path) == ["people/periods.py:1"]
