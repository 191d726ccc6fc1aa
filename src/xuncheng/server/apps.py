"""The assembly as a Django app: it holds the commands of the program and gathers the register of acts."""

from importlib import import_module

from django.apps import AppConfig, apps

from xuncheng.server.rehearsal import keep_time


class ServerConfig(AppConfig):
    """Loads every package's commands once all models are there, so that the register is complete."""

    name = "xuncheng.server"

    def ready(self) -> None:
        """Import the commands of every package that has some; in a rehearsal, go by its clock."""
        keep_time()
        for config in apps.get_app_configs():
            if config.name.startswith("xuncheng.") and config.name != self.name:
                _load(f"{config.name}.commands")


def _load(module: str) -> None:
    try:
        import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name != module:
            raise
