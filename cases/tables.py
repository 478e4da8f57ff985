"""Every table there is: importing this makes them all known."""

from cases import models
from cases.library import models as library_models
from cases.life import models as life_models
from cases.people import models as people_models

Record = models.Record
MODULES = (models, people_models, life_models, library_models)
