class Loggers:
    def __init__(self, save_dir=None, weights=None, opt=None, hyp=None, logger=None):
        self.save_dir = save_dir

    def on_fit_epoch_end(self, vals, epoch, best_fitness, fi):
        with open('%s/results.csv' % self.save_dir, 'a') as file:
            file.write('%d,%s\n' % (epoch, ','.join('%g' % value for value in vals)))
