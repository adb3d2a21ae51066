"""Which lines of the probe can fail. Left out are those that do nothing (`try:`, `pass`, definitions), and the wrappers: they call the original and hand
what it got to `guard`, and must consist of nothing else. What they answer in its place at an end on request is in `state` by then."""
import ast
import os

nothing = (ast.Try, ast.Pass, ast.FunctionDef, ast.ClassDef, ast.Global)
guards = ('guard', 'attach')


def is_wrapper(node):
    return node.name.startswith(('wrapped_', 'clip_grad_norm_')) or node.name in ('exec_module', 'guard')


def check_wrapper(name, node):
    """A wrapper calls the original with what it was given, and else only guarded functions."""
    original = []
    for statement in node.body:
        call = statement.value if isinstance(statement, (ast.Expr, ast.Assign, ast.Return)) else None
        call = call.orelse if isinstance(call, ast.IfExp) else call
        if isinstance(statement, ast.Return) and isinstance(call, ast.BoolOp):
            mark, call = call.values
            assert isinstance(mark, ast.Subscript) and isinstance(mark.value, ast.Name) and mark.value.id == 'state', '%s:%d' % (name, statement.lineno)
        if isinstance(statement, ast.Return) and isinstance(call, ast.Name):
            continue
        assert isinstance(call, ast.Call) and isinstance(call.func, ast.Name), '%s:%d does more than a wrapper may' % (name, statement.lineno)
        if call.func.id not in guards:
            original.append(call)
    assert len(original) == 1, '%s:%d calls the original %d times' % (name, node.lineno, len(original))


def check_guard(name, node):
    """All that `guard` does is one `try` whose handler calls one function, and all that this one does is one `try`, too."""
    (documentation, body), (handler,) = node.body, node.body[1].handlers
    assert isinstance(documentation, ast.Expr) and isinstance(body, ast.Try) and len(handler.body) == 1, '%s:%d' % (name, node.lineno)


def read(folder):
    plan = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.py'):
            continue
        with open(os.path.join(folder, name)) as file:
            tree = ast.parse(file.read())
        lines = set()

        def visit(node, is_inside):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.FunctionDef) and is_wrapper(child):
                    (check_guard if child.name == 'guard' else check_wrapper)(name, child)
                    continue
                isText = isinstance(child, ast.Expr) and isinstance(child.value, (ast.Str if not hasattr(ast, 'Constant') else ast.Constant))
                if isinstance(child, ast.stmt) and is_inside and not isinstance(child, nothing) and not isText and not is_empty_return(child):
                    lines.add(child.lineno)
                visit(child, is_inside or isinstance(child, ast.FunctionDef))
        visit(tree, False)
        plan[name] = lines
    return plan


def is_empty_return(node):
    return isinstance(node, (ast.Return)) and (node.value is None or isinstance(node.value, (ast.Name, ast.Constant))) or isinstance(node, ast.Continue)
