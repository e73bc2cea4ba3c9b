"""Opens a collection of OGC API – Features in QGIS and draws it. Prints JSON: its features, its fields, pixels that are drawn."""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

landing, name = sys.argv[1:3]
application = QgsApplication([], False)
application.initQgis()
source = f"url='{landing}' typename='{name}'"
layer = QgsVectorLayer(source, name, "OAPIF")
if not layer.isValid():
    sys.exit(f"no layer: {layer.error().message()}")
ids = sorted(feature["id"] for feature in layer.getFeatures())

settings = QgsMapSettings()
settings.setLayers([layer])
settings.setBackgroundColor(QColor("white"))
settings.setOutputSize(QSize(400, 400))
settings.setDestinationCrs(layer.crs())
extent = layer.extent()
extent.grow(0.01)
settings.setExtent(extent)
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
drawn = sum(
    1
    for x in range(image.width())
    for y in range(image.height())
    if image.pixelColor(x, y) != QColor("white")
)
fields = [field.name() for field in layer.fields()]
print(json.dumps({"ids": ids, "fields": fields, "drawn": drawn}))
del layer
application.exitQgis()
