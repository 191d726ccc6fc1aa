"""Imported once by the process from which the demo's workers are forked: it sets Django up, and knows the acts."""

import importlib

import django

django.setup()
importlib.import_module("xuncheng.server.demo.generate.plan")
