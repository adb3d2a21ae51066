def strip_optimizer(f='best.pt', s=''):
    with open(s or f, 'a') as file:
        file.write('stripped\n')
