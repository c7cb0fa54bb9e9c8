"""Every address of the house. Each floor and capability names its own below its prefix."""

from django.urls import include, path

urlpatterns = []
