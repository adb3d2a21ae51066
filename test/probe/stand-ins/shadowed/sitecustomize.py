import builtins

builtins.shadowed = True
