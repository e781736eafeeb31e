import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktsom.settings")
application = get_wsgi_application()

# Python looks through all its objects for circles every few hundred new ones, and a page makes tens of thousands: with
# the program itself left out and larger portions that is a hundredth of a page's work instead of a sixteenth.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
