"""Collects, from the source, every sentence that an error or a notice may say.

A sentence is collected as a template in which each inserted value is ``{}``. Followed are: plain
and formatted strings, both arms of a conditional, local names that hold them, and functions that
put their caller's words into a sentence (``fault(path, kind, "is empty")``).
"""

from __future__ import annotations

import ast
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mirada import errors

SOURCE = Path(errors.__file__).parent
ERRORS = frozenset(
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.MiradaError)
)


@dataclass(frozen=True)
class Said:
    """A template and where it stands; ``text`` is None where it cannot be told."""

    text: str | None
    place: str


@dataclass
class Maker:
    """A function that raises with its caller's words: its parameters, message and hint."""

    module: str
    parameters: list[str]
    function: ast.FunctionDef
    call: ast.Call
    used: set[str] = field(default_factory=set)


@functools.cache
def collect(root: Path = SOURCE) -> list[Said]:
    """Every sentence below ``root``, in the order of the source."""
    paths = sorted(root.rglob("*.py"))
    trees = {str(path.relative_to(root)): ast.parse(path.read_text()) for path in paths}
    makers = [maker for name, tree in trees.items() for maker in _makers(name, tree)]
    found: list[Said] = []
    for name, tree in trees.items():
        for scope, call in _calls(tree):
            called = _called(call)
            place = f"{name}:{call.lineno}"
            if called in ERRORS:
                if not any(maker.call is call for maker in makers):
                    found += _said(call.args[0] if call.args else None, scope, place)
                    found += _said(_keyword(call, "hint"), scope, place)
            elif maker := _maker_of(makers, name, called, call):
                found += _through(maker, call, scope, place)
        found += _notices(name, tree)
    return [said for said in found if said.text != ""]


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """(innermost function, call) for each call."""

    def walk(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call):
                yield scope, child
            inner = child if isinstance(child, ast.FunctionDef) else scope
            yield from walk(child, inner)

    return walk(tree, tree)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def _makers(module: str, tree: ast.Module) -> Iterator[Maker]:
    for scope, call in _calls(tree):
        if _called(call) not in ERRORS or not isinstance(scope, ast.FunctionDef):
            continue
        parameters = [a.arg for a in (*scope.args.args, *scope.args.kwonlyargs) if a.arg != "self"]
        texts = {
            a.arg
            for a in (*scope.args.args, *scope.args.kwonlyargs)
            if isinstance(a.annotation, ast.Name) and a.annotation.id == "str"
        }
        words = [call.args[0] if call.args else None, _keyword(call, "hint")]
        names = {node.id for word in words if word for node in _inserted(word)}
        if used := names & texts & {"what", "why", "hint", "reason", "message"}:
            yield Maker(module, parameters, scope, call, used)


def _inserted(word: ast.expr) -> Iterator[ast.Name]:
    """Names that are the sentence or stand alone in one of its braces."""
    if isinstance(word, ast.Name):
        yield word
    elif isinstance(word, ast.JoinedStr):
        for value in word.values:
            if isinstance(value, ast.FormattedValue) and isinstance(value.value, ast.Name):
                yield value.value


def _maker_of(makers: list[Maker], module: str, called: str, call: ast.Call) -> Maker | None:
    named = [m for m in makers if m.function.name == called]
    here = [m for m in named if m.module == module]
    fitting = [m for m in here or named if len(call.args) <= len(m.parameters)]
    return fitting[0] if fitting else None


def _through(maker: Maker, call: ast.Call, scope: ast.AST, place: str) -> list[Said]:
    """What ``call`` makes ``maker`` say."""
    given: dict[str, ast.expr] = dict(zip(maker.parameters, call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    choices = {name: _texts(given[name], scope) if name in given else [""] for name in maker.used}
    found: list[Said] = []
    for word in (maker.call.args[0] if maker.call.args else None, _keyword(maker.call, "hint")):
        if word is not None:
            for text in _texts(word, maker.function, choices):
                found.append(Said(text, place))
    return found


def _said(word: ast.expr | None, scope: ast.AST, place: str) -> list[Said]:
    return [] if word is None else [Said(text, place) for text in _texts(word, scope)]


def _texts(
    word: ast.expr, scope: ast.AST, known: dict[str, list[str | None]] | None = None
) -> list[str | None]:
    """The templates that ``word`` can be; None stands for one that cannot be told."""
    known = known or {}
    match word:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            parts = [_part(value, scope, known) for value in values]
            return ["".join(chosen) for chosen in itertools.product(*parts)]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_texts(body, scope, known), *_texts(orelse, scope, known)]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            pairs = itertools.product(_texts(left, scope, known), _texts(right, scope, known))
            return [None if None in pair else "".join(pair) for pair in pairs]
        case ast.Name(id=name):
            return known.get(name) or _assigned(name, scope, known) or [None]
    return [None]


def _part(value: ast.expr, scope: ast.AST, known: dict[str, list[str | None]]) -> list[str]:
    if isinstance(value, ast.Constant):
        return [str(value.value)]
    inner = value.value if isinstance(value, ast.FormattedValue) else value
    if isinstance(inner, ast.Name):
        texts = known.get(inner.id) or _assigned(inner.id, scope, known)
        if texts and None not in texts:
            return [text for text in texts if text is not None]
    return ["{}"]


def _assigned(name: str, scope: ast.AST, known: dict[str, list[str | None]]) -> list[str | None]:
    """What a local name holds, where every assignment to it is words; else nothing."""
    values = [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    if not all(isinstance(value, ast.Constant | ast.JoinedStr | ast.IfExp) for value in values):
        return []
    texts = [text for value in values for text in _texts(value, scope, known)]
    return [] if None in texts else texts


def _notices(name: str, tree: ast.Module) -> list[Said]:
    """Sentences put in ``notices``."""
    found: list[Said] = []
    for scope, call in _calls(tree):
        to = call.func.value if isinstance(call.func, ast.Attribute) else None
        if _called(call) == "append" and isinstance(to, ast.Name) and to.id == "notices":
            found += _said(call.args[0], scope, f"{name}:{call.lineno}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Tuple):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "notices" for target in targets):
                for word in node.value.elts:
                    found += _said(word, tree, f"{name}:{node.lineno}")
    return found
