"""Mutants of code: each operator and condition of a module turned round, one by one."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

_ANDERS: dict[type[ast.AST], Any] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


def mutanten(module: ModuleType) -> Iterator[tuple[str, ModuleType]]:
    """Each mutant of a module, with its name; it is not put in the place of the module."""
    path = Path(str(module.__file__))
    source = path.read_text(encoding="utf-8")
    for number in range(len(_plekken(ast.parse(source)))):
        tree = ast.parse(source)
        node = _plekken(tree)[number]
        name = f"{path.name}:{node.lineno} {ast.unparse(node)}"
        _draai_om(node)
        name = f"{name} -> {ast.unparse(node)}"
        made = ModuleType(module.__name__)
        made.__file__ = str(path)
        real = sys.modules[module.__name__]
        sys.modules[module.__name__] = made  # dataclasses look their module up
        try:
            exec(compile(tree, str(path), "exec"), made.__dict__)
        finally:
            sys.modules[module.__name__] = real
        yield name, made


def _plekken(tree: ast.AST) -> list[ast.expr]:
    """What can be turned, in a fixed order; annotations are not code that runs."""
    return [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.Compare) and type(node.ops[0]) in _ANDERS)
        or isinstance(node, ast.BoolOp | ast.IfExp)
        or (isinstance(node, ast.BinOp) and type(node.op) in _ANDERS and not _soort(node))
        or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert))
        or (isinstance(node, ast.Constant) and isinstance(node.value, bool))
    ]


def _soort(node: ast.BinOp) -> bool:
    """`X | None`: a type, not a sum."""
    return isinstance(node.right, ast.Constant) and node.right.value is None


def _draai_om(node: ast.expr) -> None:
    match node:
        case ast.Compare():
            node.ops[0] = _ANDERS[type(node.ops[0])]()
        case ast.BoolOp():
            node.op = _ANDERS[type(node.op)]()
        case ast.BinOp():
            node.op = _ANDERS[type(node.op)]()
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
        case ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.Invert) else _Waar()
        case ast.Constant():
            node.value = not node.value
        case _:
            raise AssertionError(node)


def _Waar() -> ast.unaryop:  # noqa: N802 - stands beside the names of ast
    """`not x` without the not: minus of a truth value is true when it is."""
    return ast.USub()
